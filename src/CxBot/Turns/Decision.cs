using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Language;

namespace CxBot.Turns;

/// <summary>What the bot does next.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Whether the decision comes of doubt. Further messages of the same thought may change it, so it waits for them a
    /// moment.</summary>
    public virtual bool IsDoubt => false;

    /// <summary>Says the article.</summary>
    /// <param name="OfferPerson">And offers a person beside it.</param>
    public sealed record GiveAnswer(Candidate Candidate, bool OfferPerson) : Decision
    {
        /// <summary>What answers the further questions of the same message, each said after it.</summary>
        public IReadOnlyList<Candidate> Further { get; init; } = [];

        /// <summary>The further questions of the same message that nothing clearly answers, each asked back after the answers.</summary>
        public IReadOnlyList<OpenQuestion> Open { get; init; } = [];

        public override bool IsDoubt => Open.Count > 0;
    }

    /// <summary>Asks which is meant.</summary>
    /// <param name="Choices">Two to four, best first; "none of these" is added by who shows them.</param>
    public sealed record Clarify(IReadOnlyList<Candidate> Choices) : Decision
    {
        public override bool IsDoubt => true;
    }

    /// <summary>Passes the conversation to a person.</summary>
    /// <param name="Say">The article whose text is said first; null for none.</param>
    public sealed record HandOver(HandoverReason Reason, Candidate? Say) : Decision
    {
        /// <summary>What answers the other questions of the same message, each said before.</summary>
        public IReadOnlyList<Candidate> First { get; init; } = [];

        public override bool IsDoubt => Reason is HandoverReason.LowConfidence or HandoverReason.MissedTwice;

        /// <summary>A delicate matter and an angry customer come before everybody else in the queue.</summary>
        public HandoverPriority Priority =>
            Reason is HandoverReason.SensitiveTopic or HandoverReason.Angry ? HandoverPriority.Urgent : HandoverPriority.Normal;
    }

    /// <summary>Answers small talk as a person would.</summary>
    public sealed record Chat(SmallTalk Kind) : Decision
    {
        /// <summary>A customer who announces a question is often writing it already.</summary>
        public override bool IsDoubt => Kind is SmallTalk.Opener;
    }

    /// <summary>Says that the answer stands above, because the same was asked again right after it.</summary>
    public sealed record PointBack : Decision;

    /// <summary>Asks to put it in other words.</summary>
    public sealed record AskAgain : Decision
    {
        public override bool IsDoubt => true;
    }
}

/// <summary>One of several questions in a message that nothing clearly answers.</summary>
/// <param name="Text">As the customer wrote it.</param>
/// <param name="Choices">What may be meant, best first; empty where nothing comes near.</param>
public sealed record OpenQuestion(string Text, IReadOnlyList<Candidate> Choices);
