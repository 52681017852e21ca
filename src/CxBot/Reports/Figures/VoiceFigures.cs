namespace CxBot.Reports.Figures;

/// <summary>What customers say when they are asked, beside <see cref="AllFigures.Satisfied"/>.</summary>
public static class VoiceFigures
{
    /// <summary>The same of cases that the bot had alone.</summary>
    public static readonly SurveyCount SatisfiedWithBot = new(
        "csat-bot",
        f => f.Kind == SurveyKind.Csat && f.Agent == 0 && f.Score >= 4,
        f => f.Kind == SurveyKind.Csat && f.Agent == 0 && f.Score != null);

    public static readonly SurveyCount AnsweredAboutBot = new(
        "csat-bot-answered",
        f => f.Kind == SurveyKind.Csat && f.Agent == 0 && f.Score != null,
        f => f.Kind == SurveyKind.Csat && f.Agent == 0 && f.IsDelivered);

    /// <summary>Net Promoter Score.</summary>
    public static readonly SurveyScore Promoters = new("nps", SurveyKind.Nps);

    public static readonly SurveyCount AnsweredNps = new(
        "nps-answered", f => f.Kind == SurveyKind.Nps && f.Score != null, f => f.Kind == SurveyKind.Nps && f.IsDelivered);

    /// <summary>Customer Effort Score 2.0, its mean and who agreed.</summary>
    public static readonly SurveyScore Effort = new("ces", SurveyKind.Ces);

    public static readonly SurveyCount Easy = new(
        "ces-easy", f => f.Kind == SurveyKind.Ces && f.Score >= 5, f => f.Kind == SurveyKind.Ces && f.Score != null);

    public static readonly SurveyCount AnsweredCes = new(
        "ces-answered", f => f.Kind == SurveyKind.Ces && f.Score != null, f => f.Kind == SurveyKind.Ces && f.IsDelivered);

    public static IReadOnlyList<Figure> All { get; } =
        [SatisfiedWithBot, AnsweredAboutBot, Promoters, AnsweredNps, Effort, Easy, AnsweredCes];
}
