using System.Text;
using CxBot.Media;

namespace CxBot.Tests.Media;

public sealed class FileSnifferTests
{
    public static TheoryData<string, byte[]> Known => new()
    {
        { "image/png", SampleFiles.Png },
        { "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8] },
        { "image/gif", [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0] },
        { "image/webp", [.. "RIFF"u8, 9, 0, 0, 0, .. "WEBPVP8 "u8] },
        { "application/pdf", SampleFiles.Pdf },
        { "text/plain", Encoding.UTF8.GetBytes("nomor pesanan: 123\r\n\tterima kasih 🙏") },
        { "text/plain", [0xEF, 0xBB, 0xBF, .. "with a mark"u8] },
        { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            SampleFiles.Zip("[Content_Types].xml", "word/document.xml") },
        { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", SampleFiles.Zip("[Content_Types].xml", "xl/workbook.xml") },
        { "audio/ogg", [.. "OggS"u8, 0, 2] },
        { "audio/mpeg", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0] },
        { "audio/mpeg", [0xFF, 0xFB, 0x90, 0x64, 0, 0] },
        { "audio/mp4", SampleFiles.Box("M4A ") },
        { "video/mp4", SampleFiles.Box("isom") },
        { "video/mp4", SampleFiles.Box("mp42") },
    };

    public static TheoryData<string, byte[]> Foreign => new()
    {
        { "a program", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0] },
        { "another program", [0x7F, .. "ELF"u8, 2, 1, 1, 0] },
        { "any archive", SampleFiles.Zip("invoice.exe") },
        { "a document with macros", SampleFiles.Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin") },
        { "half an archive", SampleFiles.Zip("[Content_Types].xml", "word/document.xml")[..40] },
        { "text of another encoding", [.. "caf"u8, 0xE9] },
        { "text with a NUL", [.. "a"u8, 0, .. "b"u8] },
        { "text that moves the cursor", [.. "a\x1b[2J"u8] },
        { "QuickTime", SampleFiles.Box("qt  ") },
        { "HEIC", SampleFiles.Box("heic") },
        { "nothing", [] },
    };

    [Theory, MemberData(nameof(Known))]
    public void A_file_is_what_its_content_says(string expected, byte[] content) => Assert.Equal(expected, Sniff(content)?.ContentType);

    [Theory, MemberData(nameof(Foreign))]
    public void Other_kinds_are_not_taken(string what, byte[] content) => Assert.True(Sniff(content) is null, what);

    private static FileKind? Sniff(byte[] content)
    {
        using var file = new MemoryStream(content);
        return FileSniffer.Sniff(file);
    }
}
