namespace Iris.Core.Model;

/// <summary>Who speaks.</summary>
public enum ChatRole
{
    /// <summary>A role word that Iris does not know; passed on as it is.</summary>
    Other,

    /// <summary>System, or developer.</summary>
    System,

    /// <summary>The person.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool's answer.</summary>
    Tool,
}
