namespace Iris.Imaging.Tesseract;

/// <summary>How Tesseract looks for text; the numbers are its own.</summary>
internal enum PageSegmentation
{
    /// <summary>Columns and paragraphs, found by itself: pages and screenshots.</summary>
    Auto = 3,

    /// <summary>As much text as possible in no order: signs in photos.</summary>
    Sparse = 11,
}
