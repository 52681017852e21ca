namespace CxBot.Reports.Statistics;

/// <summary>Cases that are alike in what decides who answers, with the answers of those who did.</summary>
/// <param name="Group">What has no order, such as channel and outcome.</param>
/// <param name="Step">What has one, such as how long they waited: steps beside each other are neighbours.</param>
/// <param name="Cases">All of them, whether they answered or not.</param>
public sealed record Stratum(string Group, int Step, long Cases, ScoreTally Answers);
