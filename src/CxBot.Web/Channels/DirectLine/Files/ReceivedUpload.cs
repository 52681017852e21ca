using CxBot.Media;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine.Files;

/// <summary>What an upload brought. Disposal removes the files that were not kept.</summary>
public sealed record ReceivedUpload(JObject Activity, IReadOnlyList<StagedFile> Files, IResult? Refused) : IDisposable
{
    public void Dispose()
    {
        foreach (var file in Files)
            file.Dispose();
    }
}
