namespace CxBot.Knowledge.Encoding;

/// <summary>How far the encoder is with ways to ask that it has not read before.</summary>
public sealed record EncodingProgress(int Done, int Total)
{
    /// <summary>0 to 100.</summary>
    public int Percent => (int)(100L * Done / Math.Max(Total, 1));
}
