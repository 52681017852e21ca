namespace CxBot.Web.Commands;

/// <summary>One thing that a doctor looked at.</summary>
/// <param name="What">The thing, in a word.</param>
/// <param name="Found">How it is.</param>
/// <param name="ToDo">What the owner should do; null where all is well.</param>
internal sealed record Finding(Mark Mark, string What, string Found, string? ToDo = null)
{
    public override string ToString()
    {
        var mark = Mark switch { Mark.Right => "ok     ", Mark.Advice => "advice ", _ => "WRONG  " };
        return $"{mark}{What}: {Found}{(ToDo is null ? "" : $"{Environment.NewLine}       -> {ToDo}")}";
    }
}

/// <summary>How a finding is meant.</summary>
internal enum Mark
{
    Right,
    Advice,
    Wrong,
}
