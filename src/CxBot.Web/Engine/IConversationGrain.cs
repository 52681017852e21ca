using Orleans.Concurrency;

namespace CxBot.Web.Engine;

/// <summary>The hands of one conversation, keyed by its id: runs its turns one at a time, in order.</summary>
public interface IConversationGrain : IGrainWithStringKey
{
    /// <summary>Something may be waiting in the log. Only a hint: a lost one is made good by the sweep.</summary>
    [OneWay, AlwaysInterleave]
    Task Wake();
}
