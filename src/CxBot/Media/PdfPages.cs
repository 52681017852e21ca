using System.Buffers.Text;
using System.IO.Compression;

namespace CxBot.Media;

/// <summary>How many pages a PDF has, read off its page tree without a library; nothing of it is drawn.</summary>
public static class PdfPages
{
    /// <summary>So much of one packed object is looked at, in bytes: a small file may blow up.</summary>
    private const int MaxUnpacked = 1024 * 1024;

    /// <summary>So many packed objects are looked at.</summary>
    private const int MaxPacked = 100;

    /// <summary>The root of the tree counts all pages, so it has the largest count.</summary>
    /// <returns>Null where the file does not say it in a way that is read here.</returns>
    public static int? Count(ReadOnlySpan<byte> file)
    {
        if (InTree(file) is { } plain)
            return plain;
        int? most = null;
        var buffer = new byte[MaxUnpacked];
        for (var (from, seen) = (0, 0); seen < MaxPacked && file[from..].IndexOf("/ObjStm"u8) is >= 0 and var at; from += at + 1, seen++)
        {
            if (InTree(buffer.AsSpan(0, Unpack(file[(from + at)..], buffer))) is { } count && count > (most ?? 0))
                most = count;
        }
        return most;
    }

    private static int? InTree(ReadOnlySpan<byte> objects)
    {
        int? most = null;
        for (var from = 0; objects[from..].IndexOf("/Pages"u8) is >= 0 and var found; from += found + 1)
        {
            var at = from + found;
            if (!objects[..at].TrimEnd(" \r\n\t"u8).EndsWith("/Type"u8))
                continue;
            if (CountIn(Around(objects, at)) is { } count && count > (most ?? 0))
                most = count;
        }
        return most;
    }

    /// <summary>The dictionary that a place stands in.</summary>
    private static ReadOnlySpan<byte> Around(ReadOnlySpan<byte> objects, int at)
    {
        var (start, depth) = (at, 0);
        for (; start > 0; start--)
        {
            depth += Step(objects, start);
            if (depth > 0)
                break;
        }
        (var end, depth) = (at, 0);
        for (; end < objects.Length; end++)
        {
            depth += Step(objects, end);
            if (depth < 0)
                break;
        }
        return objects[start..end];
    }

    private static int Step(ReadOnlySpan<byte> objects, int at) => objects[at..] switch
    {
        [(byte)'<', (byte)'<', ..] => 1,
        [(byte)'>', (byte)'>', ..] => -1,
        _ => 0,
    };

    private static int? CountIn(ReadOnlySpan<byte> dictionary)
    {
        var at = dictionary.IndexOf("/Count"u8);
        return at >= 0 && Utf8Parser.TryParse(dictionary[(at + 6)..].TrimStart(" \r\n\t"u8), out int count, out _) && count > 0
            ? count : null;
    }

    /// <returns>How many bytes of the buffer were filled.</returns>
    private static int Unpack(ReadOnlySpan<byte> packed, byte[] buffer)
    {
        var begin = packed.IndexOf("stream"u8) + 6;
        var length = begin < 6 ? -1 : packed[begin..].IndexOf("endstream"u8);
        if (length < 0)
            return 0;
        try
        {
            using var source = new MemoryStream(packed[begin..(begin + length)].TrimStart("\r\n"u8).ToArray());
            using var unpacking = new ZLibStream(source, CompressionMode.Decompress);
            return unpacking.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            // Packed in another way, or encrypted.
            return 0;
        }
    }
}
