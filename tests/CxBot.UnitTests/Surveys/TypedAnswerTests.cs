using CxBot.Surveys;

namespace CxBot.Tests.Surveys;

public sealed class TypedAnswerTests
{
    [Theory]
    [InlineData("8", 8)]
    [InlineData(" 8 ", 8)]
    [InlineData("0", 0)]
    [InlineData("10", 10)]
    [InlineData("8/10", 8)]
    [InlineData("8 / 10", 8)]
    [InlineData("8 dari 10", 8)]
    [InlineData("8 out of 10", 8)]
    [InlineData("sepuluh", 10)]
    [InlineData("Delapan kak", 8)]
    [InlineData("nilai 8 ya min", 8)]
    [InlineData("saya kasih 9!", 9)]
    [InlineData("I give it a seven", 7)]
    [InlineData("8️⃣", 8)]
    [InlineData("🔟", 10)]
    [InlineData("８", 8)]
    [InlineData("٨", 8)]
    [InlineData("8 👍", 8)]
    [InlineData("8,0", 8)]
    [InlineData("8.", 8)]
    public void A_number_answers_however_it_is_written(string text, int score) =>
        Assert.Equal(new TypedAnswer(score), TypedAnswer.Read(SurveyKind.Nps, text));

    [Theory]
    [InlineData("8,5")]
    [InlineData("8.5/10")]
    [InlineData("delapan setengah")]
    [InlineData("11")]
    [InlineData("100")]
    [InlineData("-1")]
    [InlineData("4/5")]
    public void What_is_like_a_score_and_none_of_the_scale_is_unclear(string text) =>
        Assert.Equal(new TypedAnswer(null), TypedAnswer.Read(SurveyKind.Nps, text));

    [Theory]
    [InlineData("8 barang belum sampai")]
    [InlineData("8?")]
    [InlineData("12345")]
    [InlineData("10.000")]
    [InlineData("INV-8")]
    [InlineData("jam 8")]
    [InlineData("7-8")]
    [InlineData("8%")]
    [InlineData("ya")]
    [InlineData("")]
    [InlineData("<b>8</b>")]
    [InlineData("baik")]
    public void What_says_more_than_a_number_is_a_question_as_ever(string text) => Assert.Null(TypedAnswer.Read(SurveyKind.Nps, text));

    [Fact]
    public void Ten_thousand_words_answer_nothing() =>
        Assert.Null(TypedAnswer.Read(SurveyKind.Nps, string.Join(' ', Enumerable.Repeat("8", 10_000))));

    [Theory]
    [InlineData(SurveyKind.Csat, "★★★★☆", 4)]
    [InlineData(SurveyKind.Csat, "⭐️⭐️⭐️", 3)]
    [InlineData(SurveyKind.Csat, "★★★★★ Sangat baik", 5)]
    [InlineData(SurveyKind.Csat, "4/5", 4)]
    [InlineData(SurveyKind.Ces, "7 – Strongly agree", 7)]
    [InlineData(SurveyKind.Ces, "7", 7)]
    public void Other_questions_are_answered_on_their_own_scale(SurveyKind kind, string text, int score) =>
        Assert.Equal(new TypedAnswer(score), TypedAnswer.Read(kind, text));

    /// <summary>"Baik" is how people say good-bye.</summary>
    [Theory]
    [InlineData(SurveyKind.Csat, "Baik")]
    [InlineData(SurveyKind.Ces, "Setuju")]
    public void The_words_of_a_choice_alone_answer_nothing(SurveyKind kind, string text) => Assert.Null(TypedAnswer.Read(kind, text));

    [Theory]
    [InlineData("8, lama balasnya", 8, "lama balasnya")]
    [InlineData("9 - cepat", 9, "cepat")]
    [InlineData("3", 3, null)]
    [InlineData("8,5 lumayan", null, "lumayan")]
    public void What_hangs_on_the_question_may_go_on_with_words(string text, int? score, string? words) =>
        Assert.Equal(new TypedAnswer(score, words), TypedAnswer.ReadQuoting(SurveyKind.Nps, text));

    [Fact]
    public void Words_that_hang_on_the_question_are_a_question_where_no_number_leads_them() =>
        Assert.Null(TypedAnswer.ReadQuoting(SurveyKind.Nps, "pesanan saya sampai mana?"));
}
