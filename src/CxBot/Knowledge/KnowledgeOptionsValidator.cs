using CxBot.Knowledge.Encoding;
using Microsoft.Extensions.Options;

namespace CxBot.Knowledge;

/// <summary>Says at start which knowledge setting is wrong.</summary>
internal sealed class KnowledgeOptionsValidator : IValidateOptions<KnowledgeOptions>
{
    public ValidateOptionsResult Validate(string? name, KnowledgeOptions options)
    {
        var wrong = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Folder))
            wrong.Add("Knowledge:Folder is empty; it names the folder of articles.");
        if (string.IsNullOrWhiteSpace(options.DefaultLanguage))
            wrong.Add("Knowledge:DefaultLanguage is empty; it is a BCP 47 code such as id or en.");
        if (string.IsNullOrWhiteSpace(options.Encoder))
            wrong.Add($"Knowledge:Encoder is empty. {EncoderModel.Wanted}");
        else if (!options.AsksService && !options.Encoder.Equals("BuiltIn", StringComparison.OrdinalIgnoreCase)
            && !options.Encoder.Equals("None", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(options.Encoder))
            wrong.Add($"Knowledge:Encoder is '{options.Encoder}', which is neither BuiltIn nor None nor Service nor a folder that exists.");
        if (options.QuietMilliseconds is < 50 or > 10_000)
            wrong.Add($"Knowledge:QuietMilliseconds is {options.QuietMilliseconds}; it is 50 to 10000.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
