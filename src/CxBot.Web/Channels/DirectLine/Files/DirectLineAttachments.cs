using System.Text;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine.Files;

/// <summary>Reads what a customer's activity says of attachments: the files in it, or why it cannot be taken. Pure.</summary>
/// <remarks>What lies elsewhere is refused: nobody here opens an address that a stranger names, and what it leads to may be another thing
/// tomorrow, so it could not be kept.</remarks>
public static class DirectLineAttachments
{
    private const string Data = "data:";

    /// <param name="uploaded">The files come beside the activity, and what it says of them is only a description.</param>
    public static (IReadOnlyList<InlineFile> Files, string? Problem) Read(JObject activity, bool uploaded)
    {
        if (activity["attachments"] is null or { Type: JTokenType.Null })
            return ([], null);
        if (activity["attachments"] is not JArray attachments)
            return ([], "The attachments are not a list.");
        if (attachments.Count > DirectLineUpload.MaxFiles)
            return ([], $"At most {DirectLineUpload.MaxFiles} files can be sent at once.");
        var files = new List<InlineFile>();
        foreach (var attachment in attachments)
        {
            if (attachment is not JObject one)
                return ([], "An attachment is not an object.");
            if (one["content"] is { Type: not JTokenType.Null })
                return ([], "Cards are not taken from customers: only files are kept.");
            if (one["contentUrl"] is null or { Type: JTokenType.Null })
            {
                if (uploaded)
                    continue;
                return ([], "An attachment has no contentUrl. Files are sent to /upload, or as a data: address.");
            }
            if (one["contentUrl"].Text() is not { } address || !address.StartsWith(Data, StringComparison.OrdinalIgnoreCase))
                return ([], "Files that lie elsewhere are not kept. Send the file itself to /upload, or write its address into the text.");
            if (Decode(address) is not { } content)
                return ([], "The data: address of an attachment cannot be read.");
            files.Add(new InlineFile(one["name"].Text(), content));
        }
        return (files, null);
    }

    private static byte[]? Decode(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            return null;
        var payload = Uri.UnescapeDataString(address[(comma + 1)..]);
        if (!address.AsSpan(Data.Length, comma - Data.Length).TrimEnd().EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetBytes(payload);
        var bytes = new byte[payload.Length];
        return Convert.TryFromBase64String(payload, bytes, out var length) ? bytes[..length] : null;
    }
}
