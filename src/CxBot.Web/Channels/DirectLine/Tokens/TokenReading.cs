namespace CxBot.Web.Channels.DirectLine.Tokens;

/// <summary>What became of reading a token: the token, or why there is none.</summary>
public sealed record TokenReading(DirectLineToken? Token, bool Expired)
{
    public static readonly TokenReading Invalid = new(null, Expired: false);
    public static readonly TokenReading TooOld = new(null, Expired: true);
}
