namespace CxBot.Web.Desk.Evaluation.Charts;

/// <summary>Where on a drawing a share lies.</summary>
/// <param name="Most">The share at the top, 0 to 1.</param>
public sealed record PlotPlane(double Most)
{
    public const int Width = 340;
    public const int Height = 236;
    public const int Left = 46;
    public const int Right = 332;
    public const int Top = 24;
    public const int Bottom = 196;

    /// <summary>Where the lines of the grid stand, as parts of the whole.</summary>
    public static readonly IReadOnlyList<double> Parts = [0, 0.25, 0.5, 0.75, 1];

    private static readonly double[] Tops = [0.04, 0.1, 0.2, 0.4, 0.6, 0.8, 1];

    /// <summary>A plane on which the highest of these has room.</summary>
    public static PlotPlane For(double highest) => new(Tops.First(top => highest <= top || top >= 1));

    public static string X(double share) => Figures.Css(Left + (share * (Right - Left)));

    /// <param name="part">A part of the height, 0 to 1.</param>
    public static string Y(double part) => Figures.Css(Bottom - (part * (Bottom - Top)));

    /// <param name="share">A share, of which <see cref="Most"/> is at the top.</param>
    public string Up(double share) => Y(share / Most);
}
