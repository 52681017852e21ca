namespace CxBot.Ids;

/// <summary>Which question of a survey.</summary>
public enum SurveyKind
{
    /// <summary>Customer satisfaction: one of five faces.</summary>
    Csat,

    /// <summary>Net Promoter Score: how likely the customer would recommend the shop, 0 to 10.</summary>
    Nps,

    /// <summary>Customer Effort Score 2.0: that the shop "made it easy for me to handle my issue", from 1, not at all, to 7.</summary>
    Ces,
}
