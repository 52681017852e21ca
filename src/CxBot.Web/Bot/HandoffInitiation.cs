using CxBot.Conversations;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CxBot.Web.Bot;

/// <summary>The Bot Framework's own way to say that a human is wanted: the event <c>handoff.initiate</c>, with the brief as its context.</summary>
internal static class HandoffInitiation
{
    /// <summary>The event for a hub. It carries what the customer said, so it never goes into the customer's own stream.</summary>
    public static IActivity From(ITurnContext turnContext, HandoverDraft draft) =>
        EventFactory.CreateHandoffInitiation(turnContext, new
        {
            reason = draft.Reason.ToString(),
            priority = draft.Priority.ToString(),
            skill = draft.Skill,
            brief = draft.Brief,
        });
}
