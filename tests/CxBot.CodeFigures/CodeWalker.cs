using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CxBot.CodeFigures;

/// <summary>Counts methods, parameters, comments and styles of one C# file.</summary>
internal sealed class CodeWalker(string path) : CSharpSyntaxWalker
{
    private static readonly SyntaxKind[] ShortCircuits =
        [SyntaxKind.LogicalAndExpression, SyntaxKind.LogicalOrExpression, SyntaxKind.CoalesceExpression];

    private static readonly SyntaxKind[] Visible =
        [SyntaxKind.PublicKeyword, SyntaxKind.InternalKeyword, SyntaxKind.ProtectedKeyword];

    private readonly CodeCount _count = new();

    public static CodeCount Count(string path, SyntaxTree tree)
    {
        var walker = new CodeWalker(path);
        var root = tree.GetRoot();
        walker.Visit(root);
        walker.CountComments(root);
        return walker._count;
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        AddMethod(node, node.Identifier.Text, node.Body ?? (SyntaxNode?)node.ExpressionBody);
        base.VisitMethodDeclaration(node);
    }

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        AddMethod(node, node.Identifier.Text, node.Body ?? (SyntaxNode?)node.ExpressionBody);
        _count.Parameters.Add(new Parameters(path, node.Identifier.Text, node.ParameterList.Parameters.Count, IsRecord: false));
        base.VisitConstructorDeclaration(node);
    }

    public override void VisitClassDeclaration(ClassDeclarationSyntax node)
    {
        AddParameters(node, isRecord: false);
        base.VisitClassDeclaration(node);
    }

    public override void VisitRecordDeclaration(RecordDeclarationSyntax node)
    {
        AddParameters(node, isRecord: true);
        base.VisitRecordDeclaration(node);
    }

    public override void VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        var isPrivate = !node.Modifiers.Any(modifier => Visible.Contains(modifier.Kind()));
        foreach (var name in isPrivate ? node.Declaration.Variables.Select(v => v.Identifier.Text) : [])
        {
            _count.UnderscoreFields += name.StartsWith('_') ? 1 : 0;
            _count.PlainFields += char.IsLower(name[0]) ? 1 : 0;
        }

        base.VisitFieldDeclaration(node);
    }

    public override void VisitParameter(ParameterSyntax node)
    {
        if (node.Type?.ToString() is "CancellationToken")
        {
            _count.ShortTokens += node.Identifier.Text == "ct" ? 1 : 0;
            _count.WholeTokens += node.Identifier.Text == "cancellationToken" ? 1 : 0;
        }

        base.VisitParameter(node);
    }

    public override void VisitIfStatement(IfStatementSyntax node)
    {
        if (node.Else is null && Only(node.Statement) is ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax)
        {
            var onOneLine = LineOf(node.SpanStart) == LineOf(node.Span.End);
            _count.OneLineGuards += onOneLine ? 1 : 0;
            _count.OtherGuards += onOneLine ? 0 : 1;
        }

        base.VisitIfStatement(node);

        static StatementSyntax Only(StatementSyntax statement) => statement is BlockSyntax { Statements: [var one] } ? one : statement;

        int LineOf(int position) => node.SyntaxTree.GetLineSpan(new TextSpan(position, 0)).StartLinePosition.Line;
    }

    private void AddMethod(SyntaxNode node, string name, SyntaxNode? body)
    {
        if (body is null)
            return;
        var first = node.ChildNodesAndTokens().First(child => !child.IsKind(SyntaxKind.AttributeList));
        var span = node.SyntaxTree.GetLineSpan(TextSpan.FromBounds(first.SpanStart, node.Span.End));
        var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
        _count.Methods.Add(new Method(path, name, lines, 1 + body.DescendantNodes().Sum(Branches), IsTable(body)));
    }

    private void AddParameters(TypeDeclarationSyntax node, bool isRecord)
    {
        if (node.ParameterList is not { Parameters.Count: var count })
            return;
        // What only goes on to the base class is the base class's wish.
        var passedOn = node.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().Sum(type => type.ArgumentList.Arguments.Count) ?? 0;
        _count.Parameters.Add(new Parameters(path, node.Identifier.Text, count - passedOn, isRecord));
    }

    private static bool IsTable(SyntaxNode body) => body is ArrowExpressionClauseSyntax { Expression: SwitchExpressionSyntax }
        or BlockSyntax { Statements: [ReturnStatementSyntax { Expression: SwitchExpressionSyntax }] };

    private static int Branches(SyntaxNode node) => node switch
    {
        IfStatementSyntax or ConditionalExpressionSyntax or CatchClauseSyntax => 1,
        WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax => 1,
        CaseSwitchLabelSyntax or CasePatternSwitchLabelSyntax => 1,
        SwitchExpressionArmSyntax { Pattern: not DiscardPatternSyntax } => 1,
        BinaryExpressionSyntax binary when ShortCircuits.Contains(binary.Kind()) => 1,
        AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) => 1,
        _ => 0,
    };

    private void CountComments(SyntaxNode root)
    {
        var tree = root.SyntaxTree;
        var code = root.DescendantTokens().Where(token => token.Span.Length > 0)
            .SelectMany(token => Lines(tree, token.Span)).ToHashSet();
        var xml = CommentLines(root, code, SyntaxKind.SingleLineDocumentationCommentTrivia, SyntaxKind.MultiLineDocumentationCommentTrivia);
        var plain = CommentLines(root, code, SyntaxKind.SingleLineCommentTrivia, SyntaxKind.MultiLineCommentTrivia);
        (_count.XmlCommentLines, _count.CommentLines) = (xml.Count, xml.Union(plain).Count());
    }

    private static HashSet<int> CommentLines(SyntaxNode root, HashSet<int> code, SyntaxKind one, SyntaxKind many) =>
        [.. root.DescendantTrivia().Where(trivia => trivia.IsKind(one) || trivia.IsKind(many))
            .SelectMany(trivia => Lines(root.SyntaxTree, trivia.Span))
            .Where(line => !code.Contains(line))];

    private static IEnumerable<int> Lines(SyntaxTree tree, TextSpan span)
    {
        var (start, end) = (tree.GetLineSpan(span).StartLinePosition.Line, tree.GetLineSpan(span).EndLinePosition);
        // A documentation comment ends at the beginning of the line after it.
        return Enumerable.Range(start, end.Line - start + (end.Character == 0 && end.Line > start ? 0 : 1));
    }
}
