using Iris.Imaging.Fetching;

namespace Iris.Imaging.Caching;

/// <summary>What is kept of a URL beside its bytes.</summary>
/// <param name="Content">Digest of the bytes: SHA-256 in hexadecimal.</param>
/// <param name="ReceivedAt">When the origin last vouched for them.</param>
/// <param name="FreshFor">How long that counts.</param>
/// <param name="Validators">What to ask again with, or null.</param>
internal sealed record KeptAnswer(string Content, DateTimeOffset ReceivedAt, TimeSpan FreshFor, Validators? Validators)
{
    private const byte Version = 1;

    /// <summary>True while no one has to be asked. A clock that was set back ends it.</summary>
    public bool IsFresh(DateTimeOffset now) => now >= ReceivedAt && now - ReceivedAt < FreshFor;

    /// <summary>The same after the origin has said that nothing changed.</summary>
    public KeptAnswer Renewed(KeepPolicy policy)
        => new(Content, policy.ReceivedAt, policy.IsExplicit ? policy.FreshFor : FreshFor, policy.Validators ?? Validators);

    /// <summary>Writes it as a blob.</summary>
    public byte[] ToBytes()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write(Content);
        writer.Write(ReceivedAt.UtcTicks);
        writer.Write(FreshFor.Ticks);
        writer.Write(Validators is not null);
        if (Validators is not null)
        {
            writer.Write(Validators.ETag ?? "");
            writer.Write(Validators.LastModified ?? "");
            writer.Write(Validators.Url);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null for another version.</summary>
    public static KeptAnswer? Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        if (reader.ReadByte() != Version)
        {
            return null;
        }

        var content = reader.ReadString();
        var receivedAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        var freshFor = new TimeSpan(reader.ReadInt64());
        var validators = reader.ReadBoolean() ? new Validators(NullIfEmpty(reader.ReadString()), NullIfEmpty(reader.ReadString()), reader.ReadString()) : null;
        return new KeptAnswer(content, receivedAt, freshFor, validators);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
