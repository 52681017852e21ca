namespace CxBot.Web.Desk.OneConversation.Messages;

/// <summary>How large a file is, as people say it.</summary>
internal static class FileSize
{
    public static string Say(DeskWords words, long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Format(words.Culture, "{0:0} KB", bytes / 1024d),
        _ => string.Format(words.Culture, "{0:0.0} MB", bytes / (1024d * 1024)),
    };
}
