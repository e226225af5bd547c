using System.Diagnostics.CodeAnalysis;

namespace Iris.Core.Model;

/// <summary>A value, or the error that stood in its way. Failures travel as data; exceptions are for bugs and I/O.</summary>
/// <typeparam name="T">What success brings.</typeparam>
public readonly struct Outcome<T>
    where T : notnull
{
    private readonly T? _value;

    private Outcome(T? value, GatewayError? error)
    {
        _value = value;
        Error = error;
    }

    /// <summary>Null on success.</summary>
    public GatewayError? Error { get; }

    /// <summary>The value of a success.</summary>
    /// <exception cref="InvalidOperationException">It is a failure: a bug of the caller, who must look at <see cref="Error"/> first.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"No value: {Error.Reason}");

    /// <summary>True when there is a value.</summary>
    public bool Succeeded => Error is null;

    /// <summary>Takes the value or the error apart in one step.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out GatewayError? error)
    {
        value = _value;
        error = Error;
        return Error is null;
    }

    /// <summary>A success, spelled out: the language converts no interface implicitly.</summary>
    public static Outcome<T> Of(T value) => new(value, null);

    /// <summary>A success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Outcome<T>(GatewayError error) => new(default, error);
}
