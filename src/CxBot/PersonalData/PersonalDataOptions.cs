namespace CxBot.PersonalData;

/// <summary>How long customers' data is kept. Section <c>PersonalData</c>.</summary>
public sealed class PersonalDataOptions
{
    public const string Section = "PersonalData";

    /// <summary>Conversations that were resolved or closed longer ago than this are erased, days. Default 0: nothing is erased by itself.</summary>
    public int RetentionDays { get; set; }
}
