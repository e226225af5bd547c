namespace Iris.Imaging.Workers;

/// <summary>Why a worker is no longer usable.</summary>
internal enum WorkerEnd
{
    /// <summary>It is.</summary>
    None,

    /// <summary>Killed: its job took too long.</summary>
    Deadline,

    /// <summary>Killed: its job took too much memory.</summary>
    Memory,

    /// <summary>Killed: the caller of its job went away.</summary>
    Cancelled,

    /// <summary>Killed: it wrote something that is no answer.</summary>
    Nonsense,

    /// <summary>The image made it crash (SIGSEGV, SIGABRT, SIGBUS, SIGFPE or SIGILL).</summary>
    Crashed,

    /// <summary>It ended for a reason outside the image: killed by the kernel or by a person.</summary>
    Lost,

    /// <summary>The pool let it go.</summary>
    Dismissed,
}
