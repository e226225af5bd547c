using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>One change to the body: a range that is left out, and what stands in its place.</summary>
/// <param name="Range">An empty range inserts.</param>
/// <param name="Pieces">In order; empty to drop.</param>
internal readonly record struct BodyEdit(BodyRange Range, IReadOnlyList<EditPiece> Pieces)
{
    /// <summary>Adds a range of the body with all edits inside it.</summary>
    /// <param name="edits">Sorted by start, without overlaps.</param>
    /// <param name="range">What to add.</param>
    /// <param name="plan">Where to.</param>
    public static void Apply(List<BodyEdit> edits, BodyRange range, SplicePlan plan)
    {
        var at = range.Start;
        foreach (var edit in edits)
        {
            plan.AddRange(at, edit.Range.Start - at);
            foreach (var piece in edit.Pieces)
            {
                piece.AddTo(plan);
            }

            at = edit.Range.End;
        }

        plan.AddRange(at, range.End - at);
    }
}

/// <summary>Bytes, a range of the body, or an image as base64: exactly one of them.</summary>
internal readonly record struct EditPiece(ReadOnlyMemory<byte> Literal, BodyRange Range, ByteSource? Image)
{
    /// <summary>Adds it to a plan.</summary>
    public void AddTo(SplicePlan plan)
    {
        if (Image is not null)
        {
            plan.AddBase64(Image);
        }
        else if (!Literal.IsEmpty)
        {
            plan.AddLiteral(Literal);
        }
        else
        {
            plan.AddRange(Range.Start, Range.Length);
        }
    }

    /// <summary>Bytes.</summary>
    public static EditPiece Of(byte[] literal) => new(literal, default, null);

    /// <summary>A range of the body.</summary>
    public static EditPiece Of(BodyRange range) => new(default, range, null);

    /// <summary>An image.</summary>
    public static EditPiece Of(ByteSource image) => new(default, default, image);
}
