using Orleans.Concurrency;

namespace CxBot.Web.Engine;

/// <summary>Runs the turns of one conversation, one at a time and in order. Its key is the conversation's id.</summary>
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>Says that messages may be waiting in the log. It is only a hint: the sweep makes good a lost one.</summary>
    [OneWay, AlwaysInterleave]
    Task Wake();
}
