namespace Iris.Core.Model;

/// <summary>Why an image has to be rewritten for a model.</summary>
public enum FitReason
{
    /// <summary>The model does not take the format.</summary>
    Format,

    /// <summary>The longer side has more pixels than the model takes.</summary>
    Edge,

    /// <summary>The image has more bytes than the model takes.</summary>
    Bytes,

    /// <summary>The model takes no animation; the first frame is sent.</summary>
    Animation,

    /// <summary>The operator wants metadata dropped.</summary>
    Metadata,
}
