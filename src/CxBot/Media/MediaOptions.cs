using CxBot.Hosting;

namespace CxBot.Media;

/// <summary>Where files lie and how large they may be. Section <c>Media</c>.</summary>
public sealed class MediaOptions : ICheckedOptions
{
    public const string Section = "Media";

    /// <summary>The folder; several nodes share one. Default <c>data/media</c> under the folder the app is started in.</summary>
    public string Folder { get; set; } = "data/media";

    /// <summary>The largest image, bytes. Default 5 MiB, which is also what WhatsApp takes.</summary>
    public long MaxImageBytes { get; set; } = 5 * 1024 * 1024;

    /// <summary>The largest other file, bytes. Default 16 MiB.</summary>
    public long MaxFileBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How much one conversation may keep in all, bytes. Default 256 MiB: one visitor must not fill the disk.</summary>
    public long MaxConversationBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>How much the conversations of one network address may keep of 24 hours, bytes; not on WhatsApp. Default 512 MiB.</summary>
    public long MaxAddressBytes { get; set; } = 512 * 1024 * 1024;

    /// <summary>
    /// How much of the disk must stay free, bytes: below it no file is taken, and the database goes on. Default 200 MiB; 0: all may be
    /// used.
    /// </summary>
    public long MinFreeBytes { get; set; } = 200 * 1024 * 1024;

    /// <summary>How long a signed link works. Default one hour.</summary>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromHours(1);

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Folder))
            yield return $"{Section}:Folder is empty. Leave it out for data/media, or name a folder.";
        if (MaxImageBytes <= 0 || MaxFileBytes <= 0 || MaxConversationBytes <= 0)
            yield return $"{Section}:MaxImageBytes, {Section}:MaxFileBytes and {Section}:MaxConversationBytes must be more than 0.";
        if (MaxAddressBytes <= 0)
            yield return $"{Section}:MaxAddressBytes must be more than 0.";
        if (MinFreeBytes < 0)
            yield return $"{Section}:MinFreeBytes must be 0 (all of the disk may be used) or more.";
        if (LinkLifetime < TimeSpan.FromMinutes(1))
            yield return $"{Section}:LinkLifetime must be at least one minute.";
    }
}
