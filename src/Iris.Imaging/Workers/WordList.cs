using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Iris.Core.Images;

namespace Iris.Imaging.Workers;

/// <summary>Words as bytes on the pipe: confidence, line, top, length of the text in UTF-8, text.</summary>
internal static class WordList
{
    private const int HeadLength = 16;

    /// <summary>Writes all words.</summary>
    public static ArrayBufferWriter<byte> Write(IReadOnlyList<RecognizedWord> words)
    {
        var writer = new ArrayBufferWriter<byte>();
        foreach (var word in words)
        {
            var length = Encoding.UTF8.GetByteCount(word.Text);
            var span = writer.GetSpan(HeadLength + length);
            BinaryPrimitives.WriteSingleLittleEndian(span, word.Confidence);
            BinaryPrimitives.WriteInt32LittleEndian(span[4..], word.Line);
            BinaryPrimitives.WriteSingleLittleEndian(span[8..], word.Top);
            BinaryPrimitives.WriteInt32LittleEndian(span[12..], length);
            Encoding.UTF8.GetBytes(word.Text, span[HeadLength..]);
            writer.Advance(HeadLength + length);
        }

        return writer;
    }

    /// <summary>Reads them back; null when the bytes make no sense.</summary>
    public static IReadOnlyList<RecognizedWord>? TryRead(ReadOnlySpan<byte> bytes)
    {
        var words = new List<RecognizedWord>();
        while (!bytes.IsEmpty)
        {
            var length = bytes.Length < HeadLength ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
            if (length < 0 || length > bytes.Length - HeadLength)
            {
                return null;
            }

            words.Add(new RecognizedWord(
                Encoding.UTF8.GetString(bytes.Slice(HeadLength, length)),
                BinaryPrimitives.ReadSingleLittleEndian(bytes),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
                BinaryPrimitives.ReadSingleLittleEndian(bytes[8..])));
            bytes = bytes[(HeadLength + length)..];
        }

        return words;
    }
}
