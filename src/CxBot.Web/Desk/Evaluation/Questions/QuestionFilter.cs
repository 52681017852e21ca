namespace CxBot.Web.Desk.Evaluation.Questions;

/// <summary>Which questions of a run are shown.</summary>
public enum QuestionFilter
{
    All,
    Wrong,
    NewlyWrong,
    HandedOver,
}
