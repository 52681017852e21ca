using CxBot.CodeFigures;

// "name=folder" or a folder; the figures of each stand side by side in one Markdown table.
if (args.Length == 0 || args[0].StartsWith('-'))
{
    Console.Error.WriteLine("""
        Usage:
          dotnet run --project tests/CxBot.CodeFigures -- [NAME=]FOLDER ...    the figures of each, side by side
          dotnet run --project tests/CxBot.CodeFigures -- FOLDER --bounds      what is over the bounds of this house; 1 where anything is
        """);
    return 2;
}

if (args is [var folder, "--bounds"])
    return Bounds.Print(SourceFolder.Read(folder), Console.Out);

var counted = args.Select(arg => arg.Split('=', 2)).Select(part => (Name: part[0], Source: SourceFolder.Read(part[^1]))).ToArray();
FigureTable.Print(counted, Console.Out);
return 0;
