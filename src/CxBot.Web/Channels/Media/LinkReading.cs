namespace CxBot.Web.Channels.Media;

/// <summary>What a signed link is worth.</summary>
public enum LinkReading
{
    Good,
    Expired,
    NotOurs,
}
