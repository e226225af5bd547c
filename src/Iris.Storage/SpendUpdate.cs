using Iris.Core.Model;
using Microsoft.Data.Sqlite;

namespace Iris.Storage;

/// <summary>Adds what a batch cost to what each key has spent, once a key and batch. Used by the writer alone.</summary>
internal sealed class SpendUpdate : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly Dictionary<KeyId, NanoDollars> _sums = [];

    public SpendUpdate(SqliteConnection connection)
    {
        _command = connection.CreateCommand();
        _command.CommandText = """
            INSERT INTO key_spend (key_id, spent_nano_usd) VALUES ($key, $spent)
            ON CONFLICT (key_id) DO UPDATE SET spent_nano_usd = spent_nano_usd + excluded.spent_nano_usd
            """;
        _command.Parameters.Add("$key", SqliteType.Text);
        _command.Parameters.Add("$spent", SqliteType.Integer);
    }

    /// <summary>Forgets what a batch before left.</summary>
    public void Begin() => _sums.Clear();

    /// <summary>Adds one row's cost.</summary>
    public void Add(KeyId key, NanoDollars cost) => _sums[key] = _sums.GetValueOrDefault(key) + cost;

    /// <summary>Writes inside the transaction that wrote the rows, so that rows and sums never disagree.</summary>
    public void Run(SqliteTransaction transaction)
    {
        _command.Transaction = transaction;
        foreach (var (key, sum) in _sums)
        {
            _command.Parameters[0].Value = key.Value;
            _command.Parameters[1].Value = sum.Value;
            _command.ExecuteNonQuery();
        }
    }

    public void Dispose() => _command.Dispose();
}
