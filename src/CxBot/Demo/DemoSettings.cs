namespace CxBot.Demo;

/// <summary>What is to be made up.</summary>
/// <param name="Months">How far back it reaches, 1 to <see cref="MaxMonths"/>.</param>
/// <param name="CasesADay">On a usual day, 1 to <see cref="MaxCasesADay"/>.</param>
/// <param name="Seed">The same one makes up the same.</param>
/// <param name="SiteChannel">The key of the channel on which customers read the log themselves.</param>
/// <param name="ChatChannel">The key of the one that is pushed to; what is made up there has all ended.</param>
public sealed record DemoSettings(int Months, int CasesADay, int Seed, string SiteChannel, string ChatChannel)
{
    public const int MaxMonths = 24;
    public const int MaxCasesADay = 500;
}
