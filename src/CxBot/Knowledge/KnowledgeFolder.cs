using System.Security.Cryptography;
using System.Text;
using CxBot.Language;

namespace CxBot.Knowledge;

/// <summary>
/// The folder of articles on disk: reads and checks every <c>.md</c> file in it, but the <c>README.md</c> at its root and what is hidden;
/// and the owner's own words in <c>language/*.txt</c>.
/// </summary>
public sealed class KnowledgeFolder(string path, string defaultLanguage = "id")
{
    private const string Guide = "README.md";
    private const int LargestFile = 1024 * 1024;

    /// <summary>The full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The folder that <paramref name="options"/> mean, wherever the program runs from.</summary>
    public static KnowledgeFolder Locate(KnowledgeOptions options)
    {
        if (System.IO.Path.IsPathRooted(options.Folder))
            return new KnowledgeFolder(options.Folder, options.DefaultLanguage);

        // Beside the program lies a copy: an author edits the one in the working copy or the current directory.
        var program = System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var current = System.IO.Path.TrimEndingDirectorySeparator(Directory.GetCurrentDirectory());
        string?[] places = [current == program ? null : current, WorkingCopy(program), program];
        var found = places.OfType<string>().Select(p => System.IO.Path.Combine(p, options.Folder)).FirstOrDefault(Directory.Exists);
        return new KnowledgeFolder(found ?? System.IO.Path.Combine(current, options.Folder), options.DefaultLanguage);
    }

    /// <summary>Every article, by id.</summary>
    /// <exception cref="KnowledgeException">With every problem of every file.</exception>
    public IReadOnlyList<Article> Read() => ReadAll().Articles;

    /// <summary>Every article, by id, and the owner's own words.</summary>
    /// <exception cref="KnowledgeException">With every problem of every file.</exception>
    internal KnowledgeContent ReadAll()
    {
        if (!Directory.Exists(Path))
            throw new KnowledgeException([
                new KnowledgeProblem(Path, null, "this folder does not exist; Knowledge:Folder names the folder of articles."),
            ]);

        var problems = new List<KnowledgeProblem>();
        var articles = new List<Article>();
        foreach (var full in Files())
        {
            var file = System.IO.Path.GetRelativePath(Path, full).Replace('\\', '/');
            if (OwnersWordsFolder.Has(file))
                problems.Add(
                    new KnowledgeProblem(file, null, $"{OwnersWordsFolder.Name}/ holds words and no articles; move it to another folder."));
            else if (Text(full, file, problems) is { } text && ArticleFile.Read(file, text, defaultLanguage, problems) is { } article)
                articles.Add(article);
        }

        foreach (var same in articles.GroupBy(a => a.Id, ArticleId.InAnyCase).Where(g => g.Count() > 1))
            foreach (var article in same.Skip(1))
                problems.Add(
                    new KnowledgeProblem(
                        article.File,
                        LineOfId(article),
                        $"the id '{article.Id}' is taken by {same.First().File}; give one of them another 'id: ...'."));

        var words = OwnersWordsFolder.Read(Path, (full, file) => Text(full, file, problems), problems);
        if (problems.Count > 0)
            throw new KnowledgeException([.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)]);
        return new KnowledgeContent([.. articles.OrderBy(a => a.Id)], words);
    }

    /// <summary>
    /// What the folder looks like from outside, links followed: another text means that something in it is another. Reads no file but those
    /// behind links.
    /// </summary>
    public string Look()
    {
        var seen = new StringBuilder();
        try
        {
            if (!Directory.Exists(Path))
                return "";
            seen.Append(Directory.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName);
            foreach (var full in Files().Concat(OwnersWordsFolder.Files(Path)))
            {
                var file = new FileInfo(full);
                seen.Append('\n').Append(full).Append('|');
                // A link stays as it is, whatever is put behind it: there the words count.
                if (file.LinkTarget is null)
                    seen.Append(file.Length).Append('|').Append(file.LastWriteTimeUtc.Ticks);
                else if (File.Exists(full))
                    seen.Append(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(full))));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            seen.Append('\n').Append(e.Message);
        }
        return Convert.ToHexString(SHA256.HashData(new UTF8Encoding(false).GetBytes(seen.ToString())));
    }

    private IEnumerable<string> Files()
    {
        string[] guides = [System.IO.Path.Combine(Path, Guide), System.IO.Path.Combine(Path, OwnersWordsFolder.Name, Guide)];
        var search = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MatchCasing = MatchCasing.CaseInsensitive,
            AttributesToSkip = FileAttributes.System,
        };
        return Directory
            .EnumerateFiles(Path, "*.md", search)
            .Where(f => !guides.Contains(f, StringComparer.OrdinalIgnoreCase))
            .Where(f => !System.IO.Path.GetRelativePath(Path, f).Split('/', '\\').Any(part => part.StartsWith('.')))
            .Order(StringComparer.Ordinal);
    }

    private static string? Text(string full, string file, List<KnowledgeProblem> problems)
    {
        try
        {
            if (new FileInfo(full).Length > LargestFile)
            {
                problems.Add(new KnowledgeProblem(file, null, "this file is larger than 1 MB; an article is a few lines of text."));
                return null;
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(full));
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new KnowledgeProblem(file, null, "this file is not UTF-8; save it as UTF-8."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new KnowledgeProblem(file, null, $"this file cannot be read: {e.Message}"));
        }

        return null;
    }

    private int? LineOfId(Article article)
    {
        try
        {
            var line = File.ReadLines(System.IO.Path.Combine(Path, article.File))
                .Take(100)
                .ToList()
                .FindIndex(l => l.StartsWith("id:", StringComparison.Ordinal));
            return line < 0 ? 1 : line + 1;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string? WorkingCopy(string program)
    {
        for (var at = new DirectoryInfo(program); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "CxBot.sln")))
                return at.FullName;
        return null;
    }
}

/// <summary>What the knowledge folder holds.</summary>
/// <param name="Articles">By id.</param>
/// <param name="Words">The owner's own.</param>
internal sealed record KnowledgeContent(IReadOnlyList<Article> Articles, OwnersWords Words);
