using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace CxBot.Media;

/// <summary>Tells a file's kind by its content. Names and declared types are the sender's word and count for nothing.</summary>
public static class FileSniffer
{
    /// <summary>As Apple, Google and common recorders write them; HEIC and QuickTime have the same box and are not ours.</summary>
    private static readonly HashSet<string> Mp4Brands =
        ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "dash", "MSNV", "M4V ", "3gp4", "3gp5"];

    /// <summary>The kind, or null where it is none that may be sent.</summary>
    /// <param name="file">The whole file; it must be seekable, and is left at its start.</param>
    public static FileKind? Sniff(Stream file)
    {
        Span<byte> buffer = stackalloc byte[16];
        file.Position = 0;
        var head = buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        var kind = ByHead(head) ?? (head.StartsWith("PK\x03\x04"u8) ? OfficeDocument(file) : null) ?? (IsText(file) ? FileKind.Text : null);
        file.Position = 0;
        return kind;
    }

    private static FileKind? ByHead(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) => FileKind.Png,
        _ when head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => FileKind.Jpeg,
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => FileKind.Gif,
        _ when head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8) => FileKind.Webp,
        _ when head.StartsWith("%PDF-"u8) => FileKind.Pdf,
        _ when head.StartsWith("OggS"u8) => FileKind.Ogg,
        _ when head.StartsWith("ID3"u8) || IsMp3Frame(head) => FileKind.Mp3,
        _ when head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) => Mp4(Encoding.Latin1.GetString(head[8..12])),
        _ => null,
    };

    private static FileKind? Mp4(string brand) => brand switch
    {
        "M4A " or "M4B " => FileKind.M4a,
        _ when Mp4Brands.Contains(brand) => FileKind.Mp4,
        _ => null,
    };

    /// <summary>An MPEG audio frame of layer III whose reserved values are not used.</summary>
    private static bool IsMp3Frame(ReadOnlySpan<byte> head) =>
        head.Length >= 4 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2 && (head[1] & 0x18) != 0x08 && (head[2] & 0xF0) != 0xF0
            && (head[2] & 0x0C) != 0x0C;

    /// <summary>Reads the directory of the archive alone: nothing is unpacked, so nothing can blow up.</summary>
    private static FileKind? OfficeDocument(Stream file)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var parts = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!parts.Contains("[Content_Types].xml")
                || parts.Any(part => part.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
                return null;
            return parts.Contains("word/document.xml") ? FileKind.Docx : parts.Contains("xl/workbook.xml") ? FileKind.Xlsx : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsText(Stream file)
    {
        file.Position = 0;
        if (file.Length == 0)
            return false;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Utf8.IsValid(bytes) && !bytes.AsSpan().ContainsAny(Controls);
    }

    private static readonly System.Buffers.SearchValues<byte> Controls = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(c => c is not ('\t' or '\n' or '\r' or '\f')).Select(c => (byte)c), 0x7F]);
}
