using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;

namespace Iris.Core.Tests.Architecture;

/// <summary>Finds the metadata tokens in a method's instructions (ECMA-335, partition III).</summary>
internal static class InstructionTokens
{
    private const byte LongPrefix = 0xFE;

    private static readonly FrozenDictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => code.Value);

    /// <summary>All tokens of types, members and signatures, in order; those of strings are left out.</summary>
    public static IReadOnlyList<int> Of(ReadOnlySpan<byte> instructions)
    {
        var tokens = new List<int>();
        while (!instructions.IsEmpty)
        {
            var isLong = instructions[0] == LongPrefix;
            var code = Codes[isLong ? BinaryPrimitives.ReadInt16BigEndian(instructions) : instructions[0]];
            instructions = instructions[(isLong ? 2 : 1)..];
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineSig or OperandType.InlineTok or OperandType.InlineType)
            {
                tokens.Add(BinaryPrimitives.ReadInt32LittleEndian(instructions));
            }

            instructions = instructions[OperandLength(code.OperandType, instructions)..];
        }

        return tokens;
    }

    private static int OperandLength(OperandType type, ReadOnlySpan<byte> operand) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(operand)),
        _ => 4,
    };
}
