using CxBot.Answering.Wording;
using CxBot.Conversations;

namespace CxBot.Assistance;

/// <summary>Lets the model, where there is one, draft a reply from the articles that were found. An agent reads it, and sends it or does
/// not.</summary>
public sealed class ReplyDrafts(AnswerWriter writer, TimeProvider time)
{
    /// <summary>Whether there is a model.</summary>
    public bool IsOn => writer.IsOn;

    public Task<Writing> WriteAsync(Conversation conversation, Suggestions found, CancellationToken cancellationToken) =>
        writer.DraftAsync(
            new WritingRequest(conversation.Id, found.Question, found.Answer.Language, found.Answer, found.Answer.Candidates[0],
                time.GetUtcNow())
            {
                AddressHash = conversation.AddressHash,
            }, cancellationToken);
}
