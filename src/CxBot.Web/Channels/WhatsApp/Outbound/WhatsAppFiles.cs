using CxBot.Conversations;
using CxBot.Media;

namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>Which files WhatsApp takes, and as what. Pure.</summary>
/// <remarks>developers.facebook.com, WhatsApp Cloud API, media: supported media types. Webp is a sticker there and gif is nothing at
/// all.</remarks>
public static class WhatsAppFiles
{
    private const long Megabyte = 1024 * 1024;

    private static readonly Dictionary<FileKind, (string Type, long MaxBytes)> Taken = new()
    {
        [FileKind.Png] = ("image", 5 * Megabyte),
        [FileKind.Jpeg] = ("image", 5 * Megabyte),
        [FileKind.Mp4] = ("video", 16 * Megabyte),
        [FileKind.Ogg] = ("audio", 16 * Megabyte),
        [FileKind.Mp3] = ("audio", 16 * Megabyte),
        [FileKind.M4a] = ("audio", 16 * Megabyte),
        [FileKind.Pdf] = ("document", 100 * Megabyte),
        [FileKind.Text] = ("document", 100 * Megabyte),
        [FileKind.Docx] = ("document", 100 * Megabyte),
        [FileKind.Xlsx] = ("document", 100 * Megabyte),
    };

    /// <summary>WhatsApp's word for what the file is sent as.</summary>
    public static string TypeOf(MediaReference file) => Rule(file.ContentType)?.Type ?? "document";

    /// <summary>Why WhatsApp would not take a file; null where it would.</summary>
    public static WhatsAppFileProblem? Problem(MediaReference file) => Problem(file.ContentType, file.Bytes);

    /// <summary>Why WhatsApp would not take a file of this type and size; null where it would.</summary>
    public static WhatsAppFileProblem? Problem(string contentType, long bytes) => Rule(contentType) switch
    {
        null => WhatsAppFileProblem.Kind,
        var (_, max) when bytes > max => WhatsAppFileProblem.Size,
        _ => null,
    };

    private static (string Type, long MaxBytes)? Rule(string contentType) =>
        FileKind.Of(contentType) is { } kind && Taken.TryGetValue(kind, out var rule) ? rule : null;
}
