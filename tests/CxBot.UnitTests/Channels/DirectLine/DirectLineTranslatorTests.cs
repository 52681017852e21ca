using CxBot.Conversations;
using CxBot.Web.Bot;
using CxBot.Web.Channels.DirectLine;
using CxBot.Words;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Channels.DirectLine;

public sealed class DirectLineTranslatorTests
{
    private static readonly TranslationContext Context = new(
        "Assistant", file => "https://here/media/" + file.Id, photo => "https://here/photo/" + photo);

    [Fact]
    public void A_bots_answer_is_Markdown_with_its_source_choices_and_thumbs() => Equal("""
        {"type":"message","id":"c1|0000007","timestamp":"2026-11-25T07:00:00.123+00:00","channelId":"directline","from":{"id":"bot","name":"Assistant","role":"bot"},
         "conversation":{"id":"c1"},"textFormat":"markdown","text":"**3 days**",
         "suggestedActions":{"actions":[{"type":"imBack","title":"Yes","value":"Yes"},{"type":"imBack","title":"None of these","value":"None of these"}]},
         "entities":[{"type":"https://schema.org/Message","@context":"https://schema.org","@id":"","@type":"Message","potentialAction":[
           {"@type":"LikeAction","@id":"c1|0000007","actionStatus":"PotentialActionStatus"},{"@type":"DislikeAction","@id":"c1|0000007","actionStatus":"PotentialActionStatus"}]}],
         "channelData":{"cxbot":{"role":"bot","source":{"id":"refund-timing","title":"Refunds"}}}}
        """, Said(MessageRole.Bot, "**3 days**",
            new MessageContent.Answer(new SourceArticle(new("refund-timing"), "Refunds"), null,
                [new("Yes", new("a")), new("None of these", null)])));

    [Theory]
    [InlineData("3 * 2 hari", "3 \\* 2 hari")]
    [InlineData("- satu", "- satu")]
    public void A_client_is_told_how_much_of_the_text_is_the_part_that_answers(string part, string shown)
    {
        var answer = new MessageContent.Answer(new SourceArticle(new("a"), "A")) { Lead = part.Length };
        var said = DirectLineTranslator.ToJson(Said(MessageRole.Bot, part + "\n\nSelebihnya *ini*.", answer), Context);
        var (text, lead) = ((string)said["text"]!, (int)said["channelData"]!["cxbot"]!["lead"]!);
        Assert.Equal((shown, "\n\nSelebihnya _ini_."), (text[..lead], text[lead..]));
    }

    [Fact]
    public void An_agent_is_a_person_with_a_name_and_plain_words() => Equal("""
        {"type":"message","id":"c1|0000007","timestamp":"2026-11-25T07:00:00.123+00:00","channelId":"directline","from":{"id":"agent:a1","name":"Sari","role":"bot"},
         "conversation":{"id":"c1"},"textFormat":"plain","text":"<b>hi</b>","attachments":[{"contentType":"image/png","contentUrl":"https://here/media/f1","name":"a.png","thumbnailUrl":"https://here/media/f1"}],
         "channelData":{"cxbot":{"role":"agent"}}}
        """, Said(MessageRole.Agent, "<b>hi</b>", new MessageContent.Files([new("f1", "a.png", "image/png", 3)]), "a1", "Sari"));

    [Fact]
    public void The_system_tells_the_handover_and_asks_for_what_it_needs() => Equal("""
        {"type":"message","id":"c1|0000007","timestamp":"2026-11-25T07:00:00.123+00:00","channelId":"directline","from":{"id":"bot","name":"Assistant","role":"bot"},
         "conversation":{"id":"c1"},"textFormat":"plain","text":"queued","channelData":{"cxbot":{"role":"system",
           "handover":{"handover":17,"state":"waiting","reason":"customer-asked","why":"asked","position":2,"waitMinutes":[3,6],"agent":null,"canReturn":true,"opensAt":"2026-11-26T01:00:00Z","nobodyPresent":false},
           "rating":{"handover":17},"contact":true}}}
        """, Said(MessageRole.System, "queued", new MessageContent.Notice(
        new HandoverState(17, HandoverStage.Waiting, HandoverReason.CustomerAsked, 2, [3, 6], null, true,
            new DateTimeOffset(2026, 11, 26, 1, 0, 0, TimeSpan.Zero)), AskRatingOf: 17, AskContact: true)));

    [Fact]
    public void A_question_can_be_pressed_by_clients_that_know_nothing_of_it_and_ours_gets_it_apart()
    {
        var activity = DirectLineTranslator.ToJson(
            Said(MessageRole.System, "done", MessageContent.Empty with { Asks = new SurveyQuestion(SurveyKind.Nps, "en") }), Context);
        Assert.Equal("done\n\n" + CustomerWords.Say("Survey_Nps", "en"), (string?)activity["text"]);
        Assert.Equal(Enumerable.Range(0, 11).Select(score => $"{score}"),
            activity["suggestedActions"]!["actions"]!.Select(action => (string?)action["value"]));
        Assert.Equal((7, "nps", "done"), ((int)activity["channelData"]!["cxbot"]!["rating"]!["question"]!,
            (string)activity["channelData"]!["cxbot"]!["rating"]!["kind"]!, (string)activity["channelData"]!["cxbot"]!["rating"]!["said"]!));
    }

    [Fact]
    public void An_answer_without_an_article_has_no_thumbs() =>
        Assert.Empty((JArray?)DirectLineTranslator.ToJson(Said(MessageRole.Bot, "hi", MessageContent.Empty), Context)["entities"] ?? []);

    [Fact]
    public void A_note_never_becomes_an_activity()
    {
        Assert.Throws<InvalidOperationException>(
            () => DirectLineTranslator.ToJson(Said(MessageRole.Note, "between us", MessageContent.Empty), Context));
        Assert.Throws<InvalidOperationException>(
            () => DirectLineTranslator.ToActivity(Said(MessageRole.Note, "between us", MessageContent.Empty), Context));
    }

    [Fact]
    public void The_bot_gets_what_the_customer_sent_with_the_place_it_has()
    {
        var message = new Message
        {
            ConversationId = new("c1"),
            Sequence = 7,
            Role = MessageRole.Customer,
            Channel = "web",
            At = At,
            Text = "hi",
            Raw = """{"type":"message","text":"hi","from":{"id":"dl_x","role":"user"},"channelData":{"clientActivityID":"17"},"value":{"a":1},"unheard":true}""",
        };
        var activity = DirectLineTranslator.ToActivity(message, TranslationContext.Inside);
        Assert.Equal(("c1|0000007", "hi", "dl_x", "c1", At),
            (activity.Id, activity.Text, activity.From.Id, activity.Conversation.Id, activity.Timestamp));
        Assert.Equal("17", (string)((JObject)activity.ChannelData)["clientActivityID"]!);
        Assert.True((bool)activity.Properties["unheard"]!);
    }

    [Theory]
    [InlineData(HandoverStage.WithAgent, "accepted")]
    [InlineData(HandoverStage.Resolved, "completed")]
    [InlineData(HandoverStage.WithBot, "completed")]
    [InlineData(HandoverStage.Waiting, null)]
    public void The_frameworks_own_event_goes_beside_it(HandoverStage state, string? expected)
    {
        var status = DirectLineTranslator.HandoffStatus(
            Said(MessageRole.System, "words", new MessageContent.Notice(new HandoverState(1, state, HandoverReason.Angry))));
        Assert.Equal(expected, (string?)status?["value"]?["state"]);
        Assert.Null(status?["id"]);
    }

    /// <summary>The trap that this house fell into once: nothing warns of it.</summary>
    [Fact]
    public void Activities_do_not_survive_System_Text_Json_and_do_survive_ours()
    {
        var activity = ActivityJson.ToActivity(
            ActivityJson.Parse(
                """{"type":"message","channelData":{"clientActivityID":"17"},"entities":[{"type":"x","a":{"b":1}}],"unheard":{"c":"2026-11-25T07:00:00.000+07:00"}}"""));
        var json = ActivityJson.ToJson(activity);
        Assert.Equal("17", (string)json["channelData"]!["clientActivityID"]!);
        Assert.Equal(1, (int)json["entities"]![0]!["a"]!["b"]!);
        Assert.NotNull(json["unheard"]);
        Assert.DoesNotContain("\"17\"", System.Text.Json.JsonSerializer.Serialize(activity), StringComparison.Ordinal);
    }

    private static readonly DateTimeOffset At = new(2026, 11, 25, 7, 0, 0, 123, TimeSpan.Zero);

    private static Message Said(MessageRole role, string text, MessageContent content, string? agentId = null, string? name = null) =>
        new()
        {
            ConversationId = new("c1"),
            Sequence = 7,
            Role = role,
            Text = text,
            Channel = "web",
            At = At,
            Content = content,
            AgentId = agentId,
            AuthorName = name
        };

    private static void Equal(string expected, Message message)
    {
        var actual = DirectLineTranslator.ToJson(message, Context);
        foreach (var empty in actual.Properties().Where(p => p.Value is JArray { Count: 0 }).ToList())
            empty.Remove();
        Assert.True(JToken.DeepEquals(ActivityJson.Parse(expected), actual), actual.ToString());
    }
}
