namespace CxBot.Media;

/// <summary>A kind of file that may be sent.</summary>
/// <param name="ContentType">As it is served.</param>
/// <param name="Extensions">The usual endings, the first one given to files that have another.</param>
/// <param name="IsImage">A raster image, which may be shown in place; everything else is a download.</param>
public sealed record FileKind(string ContentType, IReadOnlyList<string> Extensions, bool IsImage = false)
{
    public static readonly FileKind Png = new("image/png", [".png"], IsImage: true);
    public static readonly FileKind Jpeg = new("image/jpeg", [".jpg", ".jpeg"], IsImage: true);
    public static readonly FileKind Webp = new("image/webp", [".webp"], IsImage: true);
    public static readonly FileKind Gif = new("image/gif", [".gif"], IsImage: true);
    public static readonly FileKind Pdf = new("application/pdf", [".pdf"]);
    public static readonly FileKind Text = new("text/plain", [".txt"]);
    public static readonly FileKind Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]);
    public static readonly FileKind Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"]);
    public static readonly FileKind Ogg = new("audio/ogg", [".ogg", ".oga", ".opus"]);
    public static readonly FileKind Mp3 = new("audio/mpeg", [".mp3"]);
    public static readonly FileKind M4a = new("audio/mp4", [".m4a"]);
    public static readonly FileKind Mp4 = new("video/mp4", [".mp4"]);

    /// <summary>A browser plays it in place.</summary>
    public bool IsPlayed => ContentType.StartsWith("audio/", StringComparison.Ordinal)
        || ContentType.StartsWith("video/", StringComparison.Ordinal);

    public static readonly IReadOnlyList<FileKind> All = [Png, Jpeg, Webp, Gif, Pdf, Text, Docx, Xlsx, Ogg, Mp3, M4a, Mp4];

    /// <summary>Every ending, as a file input's <c>accept</c> wants it.</summary>
    public static readonly string Accept = string.Join(',', All.SelectMany(kind => kind.Extensions));

    /// <summary>The kind that a stored file was found to be.</summary>
    public static FileKind? Of(string contentType) => All.FirstOrDefault(kind => kind.ContentType == contentType);
}
