namespace Iris.Core.Model;

/// <summary>How closely the caller wants the model to look.</summary>
public enum ImageDetail
{
    /// <summary>Left to the provider; also what an unknown word becomes.</summary>
    Auto,

    /// <summary>A small, cheap view.</summary>
    Low,

    /// <summary>The provider's fine view.</summary>
    High,

    /// <summary>OpenRouter's and newer OpenAI models' full size.</summary>
    Original,
}
