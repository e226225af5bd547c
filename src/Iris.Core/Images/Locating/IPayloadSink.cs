namespace Iris.Core.Images.Locating;

/// <summary>Takes the payload of an image string piece by piece.</summary>
internal interface IPayloadSink
{
    /// <summary>True when what was taken is complete in itself.</summary>
    bool IsWhole { get; }

    /// <summary>Takes the next piece.</summary>
    /// <returns>False when it cannot be part of any payload.</returns>
    bool Add(ReadOnlySpan<byte> text);
}
