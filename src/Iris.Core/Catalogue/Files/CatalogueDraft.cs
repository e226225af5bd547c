using Iris.Core.Catalogue.Embedded;
using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Catalogue.Files;

/// <summary>Gathers the rows of all files; later files add rows and replace earlier ones. Endpoints and families are read last, so that they see every model and profile.</summary>
internal sealed class CatalogueDraft
{
    private static readonly string[] ModelMembers = ["format", "compiled", "prices", "models", "endpoints", "families", "unknown_image_tokens"];
    private static readonly string[] LimitsMembers = ["format", "compiled", "profiles"];

    private readonly KeyedRows<CatalogueModel> _models = new(StringComparer.Ordinal);
    private readonly KeyedRows<ImageLimits> _limits = new(StringComparer.OrdinalIgnoreCase);
    private readonly KeyedRows<RowReader> _endpoints = new(StringComparer.OrdinalIgnoreCase);
    private readonly KeyedRows<RowReader> _families = new(StringComparer.OrdinalIgnoreCase);
    private UnknownFormula? _unknownImages;

    /// <summary>Takes the rows of a <c>models.json</c>; its document must live until <see cref="Resolve"/> is done.</summary>
    public void AddModels(RowReader root)
    {
        root.Expect(ModelMembers);
        ExpectFormat(root);
        _unknownImages = UnknownImagesReader.Read(root) ?? _unknownImages;
        Put(root, "models", _models, row => row.Key("id"), ModelReader.Read, StringComparer.Ordinal);
        Put(root, "endpoints", _endpoints, EndpointKey, row => row, StringComparer.OrdinalIgnoreCase);
        Put(root, "families", _families, row => row.Key("name"), row => row, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Takes the rows of an <c>image-limits.json</c>.</summary>
    public void AddLimits(RowReader root)
    {
        root.Expect(LimitsMembers);
        ExpectFormat(root);
        Put(root, "profiles", _limits, row => row.Key("name"), LimitsReader.Read, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Reads what names other rows. While there are mistakes the result is of no use.</summary>
    /// <exception cref="InvalidDataException">The embedded file lacks what every catalogue has: a bug of the build.</exception>
    public CatalogueRows Resolve()
    {
        var references = new CatalogueReferences(_models, _limits, _unknownImages);
        return new CatalogueRows(
            _models.All,
            [.. _endpoints.All.Select(row => EndpointReader.Read(row, references))],
            [.. _families.All.Where(row => row.IsOperators).Concat(_families.All.Where(row => !row.IsOperators)).Select(row => FamilyReader.Read(row, references))],
            _limits.All,
            _unknownImages ?? throw new InvalidDataException("The embedded models.json lacks unknown_image_tokens."));
    }

    private static void ExpectFormat(RowReader root)
    {
        if (root.OptionalInt("format") is not (null or 1))
        {
            root.Mistake("format", "is of another Iris", "write 1");
        }
    }

    private static string EndpointKey(RowReader row) => row.Key("upstream_model") is { Length: > 0 } model ? $"{row.Key("profile")}:{model}" : "";

    private static void Put<T>(RowReader root, string list, KeyedRows<T> rows, Func<RowReader, string> key, Func<RowReader, T> read, StringComparer comparer)
    {
        var seen = new HashSet<string>(comparer);
        foreach (var row in root.Rows(list))
        {
            var name = key(row);
            if (name.Length > 0 && !seen.Add(name))
            {
                row.Mistake(null, $"repeats {CatalogueText.Shown(name)}", "leave one of the two");
            }

            rows.Put(name.Length > 0 ? name : $"{(row.IsOperators ? "own" : "embedded")} {row.Path}", read(row));
        }
    }
}
