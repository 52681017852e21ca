namespace CxBot.Tests.Testing;

/// <summary>Tests that take the whole machine: beside others, both would fail for want of time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
