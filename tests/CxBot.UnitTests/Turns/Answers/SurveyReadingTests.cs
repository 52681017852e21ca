using CxBot.Conversations;
using CxBot.Turns.Answers;

namespace CxBot.Tests.Turns.Answers;

public sealed class SurveyReadingTests
{
    private static readonly SurveyQuestion Question = new(SurveyKind.Nps, "id");

    [Fact]
    public void What_hangs_on_the_thanks_is_a_comment_unless_it_is_another_score()
    {
        var thanks = Question with { CommentOn = 12 };
        Assert.Equal(new SurveyAnswer(12, null, "balasnya lama"), SurveyReading.Quoting(thanks, 14, " balasnya lama "));
        Assert.Equal(new SurveyAnswer(12, 9, null), SurveyReading.Quoting(thanks, 14, "9 deh"));
    }

    [Fact]
    public void What_hangs_on_the_question_is_its_answer_or_a_question_as_ever()
    {
        Assert.Equal(new SurveyAnswer(12, 3, "lama"), SurveyReading.Quoting(Question, 12, "3, lama"));
        Assert.True(SurveyReading.Quoting(Question, 12, "8,5")!.IsUnclear);
        Assert.Null(SurveyReading.Quoting(Question, 12, "paket saya mana"));
    }
}
