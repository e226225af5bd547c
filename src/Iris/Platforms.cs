using System.Runtime.Versioning;

// File modes, signals and the process limits of the pixel workers are those of Unix.
[assembly: UnsupportedOSPlatform("windows")]
