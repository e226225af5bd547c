namespace Iris.Imaging.Vips;

/// <summary>One operation of libvips, named and filled by strings, built once. Dispose always, also after a failure.</summary>
internal sealed class VipsOperation : IDisposable
{
    private readonly string _name;
    private nint _operation;

    /// <summary>Makes an operation that is not yet built.</summary>
    /// <param name="name">libvips' nickname, for instance <c>thumbnail_source</c>.</param>
    /// <exception cref="VipsException">This libvips has no such operation, or it is blocked.</exception>
    public VipsOperation(string name)
    {
        _name = name;
        _operation = VipsNative.NewOperation(name);
        if (_operation == 0)
        {
            throw VipsException.Take(name);
        }
    }

    /// <summary>Sets a number, switch, word or list argument by its text.</summary>
    public VipsOperation With(string argument, string value)
    {
        if (VipsNative.SetArgument(_operation, argument, value) != 0)
        {
            throw VipsException.Take(_name);
        }

        return this;
    }

    /// <summary>Sets an object argument; the operation takes a reference of its own.</summary>
    public VipsOperation With(string argument, VipsObject value)
    {
        var box = default(GValue);
        VipsNative.InitValue(ref box, GValue.ObjectType);
        VipsNative.SetObject(ref box, value);
        VipsNative.SetProperty(_operation, argument, ref box);
        VipsNative.UnsetValue(ref box);
        return this;
    }

    /// <summary>Builds, for operations without an image as result (savers, which do their whole work here).</summary>
    /// <exception cref="VipsException">It failed.</exception>
    public void Build()
    {
        if (VipsNative.BuildOperation(ref _operation) != 0)
        {
            throw VipsException.Take(_name);
        }
    }

    /// <summary>Builds and hands over the image that comes out.</summary>
    /// <exception cref="VipsException">It failed.</exception>
    public VipsImage BuildImage()
    {
        Build();
        var box = default(GValue);
        VipsNative.InitValue(ref box, GValue.ObjectType);
        VipsNative.GetProperty(_operation, "out", ref box);
        var image = VipsNative.GetObject(ref box);
        var reference = image == 0 ? 0 : VipsNative.Ref(image);
        VipsNative.UnsetValue(ref box);
        return reference == 0 ? throw VipsException.Take(_name) : new VipsImage(reference);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        VipsNative.UnrefOutputs(_operation);
        VipsNative.Unref(_operation);
        _operation = 0;
    }
}
