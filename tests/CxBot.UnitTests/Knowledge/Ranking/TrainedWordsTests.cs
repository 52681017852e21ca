using CxBot.Knowledge.Ranking;

namespace CxBot.Tests.Knowledge.Ranking;

public sealed class TrainedWordsTests
{
    [Theory]
    [InlineData(1_000, 100, 12)]
    [InlineData(11_000, 1_000, 3)]
    [InlineData(110_000, 10_000, 0)]
    public void The_larger_the_folder_the_less_it_is_trained(int texts, int subjects, int epochs)
    {
        var text = new SparseVector(new int[100], new float[100]);

        Assert.Equal(epochs, TrainedWords.Epochs([.. Enumerable.Repeat(text, texts)], subjects));
    }
}
