namespace Iris.Core.Catalogue.Files;

/// <summary>Rows in the order of their files; a later row of the same key takes the place of the earlier one.</summary>
internal sealed class KeyedRows<T>(IEqualityComparer<string> comparer)
{
    private readonly Dictionary<string, int> _places = new(comparer);
    private readonly List<T> _rows = [];

    /// <summary>All rows.</summary>
    public IReadOnlyList<T> All => _rows;

    /// <summary>All keys.</summary>
    public IReadOnlyCollection<string> Keys => _places.Keys;

    /// <summary>Adds a row or replaces one.</summary>
    public void Put(string key, T row)
    {
        if (_places.TryGetValue(key, out var place))
        {
            _rows[place] = row;
            return;
        }

        _places.Add(key, _rows.Count);
        _rows.Add(row);
    }

    /// <summary>The row of a key, or null.</summary>
    public T? Find(string key) => _places.TryGetValue(key, out var place) ? _rows[place] : default;
}
