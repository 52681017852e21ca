namespace CxBot.Web.Commands.Storage;

/// <summary>A line now and then while much is copied.</summary>
internal sealed class CopySteps(TextWriter output) : IProgress<long>
{
    public void Report(long value) => output.WriteLine($"{value} …");
}
