namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>What is wrong with a file, for WhatsApp.</summary>
public enum WhatsAppFileProblem
{
    Kind,
    Size,
}
