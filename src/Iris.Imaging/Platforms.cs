using System.Runtime.Versioning;

// File modes, and the process limits of the pixel workers, are those of Unix.
[assembly: UnsupportedOSPlatform("windows")]
