using Iris.Configuration.Text;
using Iris.Core.Catalogue;
using YamlDotNet.RepresentationModel;

namespace Iris.Configuration.Yaml;

/// <summary>Reads one mapping of the file: known keys by name, unknown ones as mistakes.</summary>
internal sealed class MappingReader
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly string _pattern;

    /// <summary>Takes the mapping in and records its unknown keys.</summary>
    /// <param name="node">Null for one that is absent.</param>
    /// <param name="path">Where it stands; empty for the top.</param>
    /// <param name="pattern">The same with names in angle brackets, as in <see cref="ConfigurationKeys"/>.</param>
    /// <param name="context">Shared by all readers of the file.</param>
    public MappingReader(YamlMappingNode? node, string path, string pattern, ReadingContext context)
    {
        (Path, _pattern, Context) = (path, pattern, context);
        var known = ConfigurationKeys.Below(pattern);
        var anyName = known.Any(key => key.StartsWith('<'));
        foreach (var (keyNode, value) in node?.Children.AsEnumerable() ?? [])
        {
            var key = (keyNode as YamlScalarNode)?.Value ?? "";
            if (key.Length == 0 || (!anyName && !known.Contains(key)))
            {
                AddUnknown(key, keyNode, known);
            }
            else if (anyName || !value.IsNull())
            {
                _values[key] = value;
            }
        }
    }

    public string Path { get; }

    public ReadingContext Context { get; }

    /// <summary>The keys in the order of the file; where any name may stand, also those without a value.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>True when there is a mapping below a key, or nothing; else the mistake is recorded by <see cref="Mapping"/>.</summary>
    public bool HasMapping(string key) => !_values.TryGetValue(key, out var node) || node is YamlMappingNode || node.IsNull();

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>Records a mistake at a key.</summary>
    public void Add(string key, string remedy, bool secret = false)
    {
        if (_values.TryGetValue(key, out var node))
        {
            Context.Add(PathOf(key), node, remedy, secret);
        }
        else
        {
            Context.Add(new ConfigurationMistake(PathOf(key), null, remedy));
        }
    }

    /// <summary>A text, or null when it is absent or wrong.</summary>
    public string? Text(string key, bool secret = false) =>
        _values.TryGetValue(key, out var node) ? Context.Text(PathOf(key), node, secret) : null;

    /// <summary>A value of any form; <paramref name="fallback"/> when it is absent or wrong.</summary>
    public T Value<T>(string key, T fallback, TextParser<T> parse, string form)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (parse(text.Trim(), out var value))
        {
            return value;
        }

        Add(key, form);
        return fallback;
    }

    /// <summary>One of a few words.</summary>
    public T Word<T>(string key, T fallback, params (string Word, T Value)[] words)
    {
        var form = $"write {string.Join(" or ", words.Select(word => word.Word))}";
        return Value(key, fallback, Parse, form);

        bool Parse(string text, out T value)
        {
            var index = Array.FindIndex(words, word => word.Word.Equals(text, StringComparison.OrdinalIgnoreCase));
            value = index < 0 ? fallback : words[index].Value;
            return index >= 0;
        }
    }

    /// <summary>A list of texts, or a single one; null when the key is absent. Wrong items are recorded and left out.</summary>
    public IReadOnlyList<T>? List<T>(string key, TextParser<T> parse, string form)
    {
        if (!_values.TryGetValue(key, out var node))
        {
            return null;
        }

        var items = node is YamlSequenceNode sequence ? sequence.Children : [node];
        var values = new List<T>();
        for (var i = 0; i < items.Count; i++)
        {
            var path = node is YamlSequenceNode ? $"{PathOf(key)}[{i}]" : PathOf(key);
            if (Context.Text(path, items[i], secret: false) is not { } text)
            {
                continue;
            }

            if (parse(text.Trim(), out var value))
            {
                values.Add(value);
            }
            else
            {
                Context.Add(path, items[i], form);
            }
        }

        return values;
    }

    /// <summary>The mapping below a key; an empty one when it is absent or no mapping.</summary>
    /// <param name="key">In this mapping.</param>
    /// <param name="name">How <see cref="ConfigurationKeys"/> writes the key, where it stands for any name.</param>
    public MappingReader Mapping(string key, string? name = null)
    {
        var pattern = _pattern.Length == 0 ? name ?? key : $"{_pattern}.{name ?? key}";
        _values.TryGetValue(key, out var node);
        if (!HasMapping(key))
        {
            Add(key, $"write the keys {string.Join(", ", ConfigurationKeys.Below(pattern))} below it", secret: true);
        }

        return new MappingReader(node as YamlMappingNode, PathOf(key), pattern, Context);
    }

    // The value of an unknown key may be a secret under a misspelt name: it is not shown.
    private void AddUnknown(string key, YamlNode node, IReadOnlyList<string> known)
    {
        var remedy = NearestWord.Of(key, known) is { } nearest
            ? $"there is no such key: did you mean {nearest}?"
            : $"there is no such key: known here are {string.Join(", ", known)}";
        Context.Add(new ConfigurationMistake(PathOf(key.Length == 0 ? "(no name)" : key), null, remedy, node.Start.Line));
    }
}
