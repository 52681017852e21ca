using CxBot.Conversations;
using CxBot.Knowledge;
using CxBot.Words;

namespace CxBot.Web.Desk.OneConversation.Aids;

/// <summary>An answer as an agent would write it on a channel: replies are carried as they stand, and Markdown would be read as
/// signs.</summary>
public sealed class AnswerText(ChannelRegistry channels)
{
    public string Of(Article article, string channel) => Of(article.Body, channel);

    public string Of(string markdown, string channel) => (channels.Of(channel).WriteAnswer ?? PlainText.Of)(markdown);
}
